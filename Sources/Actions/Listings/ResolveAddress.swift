import Directory
import Postgres
import Store

/// Gives addresses the INSEE code of their commune and refuses communes that do not exist.
enum ResolveAddress {
    /// The touch list with its address completed.
    static func run(_ touch: Touch, in tx: borrowing some Transaction & ~Copyable) throws -> Touch {
        let path = FieldPath(.address)
        guard case .address(let address)?? = touch.changes[path] else { return touch }
        var changes = touch.changes
        changes[path] = .address(try resolved(address, in: tx))
        return Touch(changes)
    }

    private static func resolved(
        _ address: Address, in tx: borrowing some Transaction & ~Copyable
    ) throws -> Address {
        guard address.country == "FR" else { return address }
        var result = address
        if let insee = address.insee {
            guard let commune = try tx.first(TerritoryQueries.communeByCode, insee) else {
                throw ActionError.invalid(
                    "location.address/insee", "commune.unknown", "no commune has the code \(insee)")
            }
            result.insee = commune.code
            result.commune = address.commune ?? commune.name
        } else if let postcode = address.postcode {
            let communes = try tx.all(TerritoryQueries.communesOfPostcode, postcode, address.commune)
            if communes.count == 1, let commune = communes.first {
                result.insee = commune.code
                result.commune = address.commune ?? commune.name
            }
        }
        return result
    }
}
