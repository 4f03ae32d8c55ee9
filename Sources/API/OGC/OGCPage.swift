import Directory
import HTTPTypes
import NIOCore

/// One resource of the OGC API, as JSON or as an HTML page of the same content.
struct OGCPage {
    private let call: Call
    private let path: String

    init(_ call: Call, _ path: String) {
        self.call = call
        self.path = path
    }

    /// A link to an address below the public one.
    func link(_ relation: String, _ path: String, _ type: String) -> JSON {
        [
            "rel": .string(relation), "type": .string(type),
            "href": .string(call.api.configuration.publicURL + path),
        ]
    }

    /// The links of every resource: itself as it was asked for, and the other form of it.
    func links(_ type: String) -> [JSON] {
        let (json, html) = (address(form: "json"), address(form: "html"))
        return [link("self", json, type), link("alternate", html, MediaType.html)]
    }

    /// The address of this resource in another form, the other parameters kept.
    private func address(form: String) -> String {
        let kept = call.query.items.filter { $0.name != "f" }.map {
            "\(PercentCoding.encode($0.name))=\(PercentCoding.encode($0.value))"
        }
        return path + "?" + (kept + ["f=\(form)"]).joined(separator: "&")
    }

    /// The answer in the form that `f` or `Accept` asks for; the time that it was made at does not change its tag.
    func answer(_ json: JSON, type: String = MediaType.json, at time: String? = nil) throws -> Answer {
        let asked = try call.query.one("f")
        guard asked == nil || asked == "json" || asked == "html" else {
            throw Problem.parameter("f", "parameter_invalid", "f is json or html")
        }
        let chosen = try MediaRange.choose(
            [type, MediaType.json, MediaType.html], accept: call.header(.accept))
        let isPage = asked == "html" || (asked == nil && chosen == MediaType.html)
        return call.unlessKnown(EntityTag.weak([isPage ? MediaType.html : type, json.text])) {
            var stamped = json
            if let time, var object = json.object {
                object.append("timeStamp", .string(time))
                stamped = .object(object)
            }
            guard isPage else { return Answer(.ok, ByteBuffer(bytes: stamped.bytes), type: type) }
            return Answer(.ok, ByteBuffer(string: OGCHTML(path).page(stamped)), type: MediaType.html)
        }
    }
}
