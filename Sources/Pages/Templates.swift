import Directory
import Mustache

/// The templates and the style sheet, which the program carries with it.
struct Templates: Sendable {
    /// The style sheet.
    let style: [UInt8]
    /// Changes with every template and with the style sheet.
    let version: String
    private let library: MustacheLibrary

    init() throws {
        let texts: [(name: String, bytes: [UInt8])] = [
            ("layout", PackageResources.layout_mustache), ("search", PackageResources.search_mustache),
            ("listing", PackageResources.listing_mustache), ("problem", PackageResources.problem_mustache),
            ("linked-data", PackageResources.linked_data_mustache),
            ("picture", PackageResources.picture_mustache),
        ]
        style = PackageResources.style_css
        var library = MustacheLibrary()
        var whole = String(decoding: style, as: UTF8.self)
        for (name, bytes) in texts {
            let text = String(decoding: bytes, as: UTF8.self)
            try library.register(text, named: name)
            whole += text
        }
        self.library = library
        version = ElementKey.digest(whole)
    }

    /// The page of a view; each template is there, which a test proves.
    func render(_ view: some PageView) -> String {
        library.render(view, withTemplate: type(of: view).template) ?? ""
    }
}

/// What a template shows; its properties are the names in the template.
protocol PageView {
    /// The name of the template.
    static var template: String { get }
}
