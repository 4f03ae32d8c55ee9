/// Which module may import which: the arrows of the architecture.
enum DependencyRules {
    /// What each module may import of ours, the wrappers' own C modules left out.
    ///
    /// A new module is added here first.
    static let arrows: [String: Set<String>] = [
        "Directory": [],
        "Postgres": [],
        "Archive": [],
        "Compression": [],
        "Phone": [],
        "Xml": [],
        "Exchange": ["Directory", "Archive", "Compression", "Phone", "Xml"],
        "Store": ["Postgres", "Directory"],
        "Actions": ["Store", "Directory", "Exchange", "Postgres", "Archive"],
        "Delivery": ["Store", "Directory", "Postgres"],
        "API": ["Actions", "Store", "Directory", "Exchange", "Compression"],
        "Pages": ["Actions", "Store", "Directory", "Exchange"],
        "fitxa": [
            "Directory", "Postgres", "Archive", "Compression", "Phone", "Exchange", "Store", "Actions",
            "Delivery",
            "API", "Pages",
        ],
    ]

    /// The C modules and the one module that may import each.
    static let wrappers: [String: String] = [
        "CLibpq": "Postgres", "CArchive": "Archive", "CZlib": "Compression", "CXml": "Xml",
        "CPhone": "Phone",
    ]

    /// Modules that hold facts and rules only: no framework may come in.
    static let pure: Set<String> = ["Directory", "Exchange"]

    /// The C library is there for its mathematics.
    static let allowedInPure: Set<String> = [
        "FoundationEssentials", "Synchronization", "Glibc", "Musl", "Darwin",
    ]

    /// Imports that the architecture does not have, and files of modules that it does not know.
    static func findings(in file: SourceFile) -> [Finding] {
        guard let module = file.module, let swift = file.swift else { return [] }
        let isTest = file.top == "Tests"
        guard isTest || arrows[module] != nil else {
            return [Finding(file.path, nil, "module \(module) has no place in DependencyRules.arrows")]
        }
        return swift.code.enumerated().compactMap { index, line in
            guard let imported = importedModule(line),
                let message = complaint(about: imported, in: module, isTest: isTest)
            else { return nil }
            return Finding(file.path, index + 1, message)
        }
    }

    private static func complaint(about imported: String, in module: String, isTest: Bool) -> String? {
        if let owner = wrappers[imported] {
            return owner == module ? nil : "only \(owner) imports \(imported)"
        }
        if isTest { return nil }
        if let allowed = arrows[module], arrows[imported] != nil {
            return allowed.contains(imported) ? nil : "\(module) must not know \(imported)"
        }
        if pure.contains(module), !allowedInPure.contains(imported) {
            return "\(module) is pure: it must not import \(imported)"
        }
        return nil
    }

    /// The module that a line of code imports.
    static func importedModule(_ line: String) -> String? {
        let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "." })
        guard let index = words.firstIndex(of: "import"),
            words[..<index].allSatisfy({ $0.hasPrefix("@") || accessLevels.contains($0) })
        else { return nil }
        return words[(index + 1)...].first { !kinds.contains($0) }.map(String.init)
    }

    private static let accessLevels: Set<Substring> = [
        "public", "package", "internal", "fileprivate", "private",
    ]
    private static let kinds: Set<Substring> = [
        "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
    ]
}
