import Archive
import Directory
import Exchange
import FoundationEssentials
import Testing

/// A feed in the genuine layout, read as a whole.
struct Feed {
    var raw: [String: JSON] = [:]
    var records: [SourceRecord] = []
    var rejected: [Finding] = []
    var missing: [Finding] = []

    init(_ path: String) throws {
        let mapper = try Specimen.reader()
        let archive = try ArchiveReader(path: path)
        var index: DATAtourismeIndex?
        var names: [String] = []
        while let entry = try archive.next() {
            let bytes = try archive.contents()
            names.append(entry.name)
            if DATAtourismeIndex.isIndex(entry.name) { index = try DATAtourismeIndex(bytes) }
            switch mapper.read(bytes, name: entry.name) {
            case .record(let record):
                raw[record.key] = try JSON(parsing: bytes)
                records.append(record)
            case .rejected(_, let findings): rejected += findings
            case .skipped, .removed, .partial: break
            }
        }
        missing = (index?.missing(from: names) ?? []).map(\.finding)
    }

    /// How many objects name each payment means, each once for each object.
    var paymentCodes: [String: Int] {
        var counts: [String: Int] = [:]
        for object in raw.values {
            let methods = (object["offers"]?.elements ?? []).flatMap {
                $0["schema:acceptedPaymentMethod"]?.elements ?? []
            }
            for code in Set(methods.compactMap { $0["@id"]?.string }) { counts[code, default: 0] += 1 }
        }
        return counts
    }

    /// The same from the listings, in the codes of DATAtourisme.
    func paymentMeans(_ vocabularies: Vocabularies) -> [String: Int] {
        var counts: [String: Int] = [:]
        for record in records {
            for case .paymentMethod(let method) in record.document.elements(.paymentMethods).map(\.value) {
                let codes = vocabularies[.paymentMeans].entry(method.means)?.codes["datatourisme"] ?? []
                for code in codes { counts[code, default: 0] += 1 }
            }
        }
        return counts
    }

    /// The booking addresses that are neither contact, nor channel, nor review profile, nor invalid.
    func lostBookingPages() -> [String] {
        records.flatMap { record -> [String] in
            let kept = Set(
                record.document.fields.values.compactMap { value -> String? in
                    switch value {
                    case .contact(let contact): WebAddress(contact.value).map(Self.place)
                    case .salesChannel(let channel): Self.place(channel.url)
                    case .reviewProfile(let profile): Self.place(profile.url)
                    default: nil
                    }
                })
            let agents = raw[record.key]?["hasBookingContact"]?.elements ?? []
            return agents.flatMap { $0["foaf:homepage"]?.elements ?? [] }.compactMap { value in
                guard let text = value.string, let url = WebAddress(repairing: text) else { return nil }
                return kept.contains(Self.place(url)) ? nil : text
            }
        }
    }

    private static func place(_ url: WebAddress) -> String {
        let host = url.host.hasPrefix("www.") ? String(url.host.dropFirst(4)) : url.host
        return host + (url.tail.hasSuffix("/") ? String(url.tail.dropLast()) : url.tail)
    }
}

struct FeedTests {
    @Test func `the cut-down feed comes in whole`() throws {
        let feed = try Feed("\(Sample.root)/Tests/Fixtures/datatourisme")
        let vocabularies = try Sample.vocabularies.get()

        #expect(feed.rejected.isEmpty)
        #expect(feed.records.count >= 40)
        #expect(feed.missing.count == 2)
        #expect(feed.paymentMeans(vocabularies) == feed.paymentCodes)
        #expect(feed.lostBookingPages().isEmpty)
        for record in feed.records {
            #expect(try Document(stored: record.document.storedJSON, vocabularies) == record.document)
        }
    }

    private static let real = ProcessInfo.processInfo.environment["FITXA_REAL_DATA"].map {
        FileManager.default.fileExists(atPath: "\($0)/datatourisme-touraine")
            ? "\($0)/datatourisme-touraine" : $0
    }

    @Test(.enabled(if: real != nil, "FITXA_REAL_DATA names the folder with the real feed"))
    func `the real feed of Touraine comes in whole`() throws {
        let feed = try Feed(try #require(Self.real))
        let vocabularies = try Sample.vocabularies.get()

        #expect(feed.rejected.isEmpty)
        #expect(feed.records.count == 2_386)
        #expect(Set(feed.records.map(\.key)).count == 2_386)
        #expect(feed.missing.count == 164)
        #expect(feed.lostBookingPages().isEmpty)
        #expect(feed.paymentMeans(vocabularies) == feed.paymentCodes)
        #expect(
            feed.paymentCodes == [
                "kb:Cash": 1_700, "kb:Check": 1_568, "kb:BlueCard": 1_224, "kb:HolidayVouchers": 934,
                "kb:Transfers": 929, "kb:Visa": 897, "kb:EurocardMastercard": 798, "kb:AmericanExpress": 367,
                "kb:ChequesDejeunersTicketsRestaurants": 176, "kb:Paypal": 165, "kb:FrenchBonsCAF": 25,
                "kb:InternationalMoneyOrder": 25,
            ])
        for record in feed.records {
            let stored = try JSON(parsing: record.document.storedJSON.bytes)
            #expect(try Document(stored: stored, vocabularies) == record.document)
            #expect(record.document.point != nil)
            #expect(record.document.address?.insee != nil)
        }
    }
}
