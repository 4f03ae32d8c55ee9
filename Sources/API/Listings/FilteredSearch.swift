package import Actions
import Directory
package import Store

/// The filters of `/v1/listings` for those who do not come over HTTP.
package enum FilteredSearch {
    /// Reads filters by name and value as the query of `/v1/listings` is read; a wrong one is refused with
    /// its name.
    package static func search(
        _ filters: [(name: String, value: String)], _ context: Context
    ) async throws -> ListingSearch {
        do {
            return try await ListingFilters(QueryItems(items: filters), context).search
        } catch let problem as Problem {
            throw ActionError.invalid(
                problem.members["parameter"]?.string ?? "filter", problem.code, problem.detail)
        }
    }
}
