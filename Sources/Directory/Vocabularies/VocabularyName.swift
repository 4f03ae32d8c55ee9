/// The controlled lists, by the name of their file under `db/vocabularies` and their place in `/v1/vocabularies`.
package enum VocabularyName: String, CaseIterable, Sendable {
    case categories
    case paymentMeans = "payment_means"
    case paymentSolutions = "payment_solutions"
    case salesPlatforms = "sales_platforms"
    case reviewPlatforms = "review_platforms"
    case contactKinds = "contact_kinds"
    case contactRoles = "contact_roles"
    case amenities
    case labels
    case classifications
    case accessibility
    case bookingModes = "booking_modes"
    case priceUnits = "price_units"
    case priceKinds = "price_kinds"
    case rejectionReasons = "rejection_reasons"
    case closingReasons = "closing_reasons"
}
