// swift-tools-version: 6.3
import PackageDescription

/// The settings that every target of ours is built with (reasons: README, "Decisions").
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// Names a product of an outside package.
func product(_ name: String, _ package: String) -> Target.Dependency {
    .product(name: name, package: package)
}

let hummingbird = product("Hummingbird", "hummingbird")
let argumentParser = product("ArgumentParser", "swift-argument-parser")
let crypto = product("Crypto", "swift-crypto")
let logging = product("Logging", "swift-log")
let httpTypes = product("HTTPTypes", "swift-http-types")
let nioCore = product("NIOCore", "swift-nio")

let package = Package(
    name: "fitxa",
    products: [.executable(name: "fitxa", targets: ["fitxa"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CLibpq", pkgConfig: "libpq"),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
        .systemLibrary(name: "CXml", pkgConfig: "libxml-2.0"),
        .target(name: "Archive", dependencies: ["CArchive"], swiftSettings: strict),
        .target(name: "Compression", dependencies: ["CZlib"], swiftSettings: strict),
        .target(name: "Xml", dependencies: ["CXml"], swiftSettings: strict),
        .target(name: "Postgres", dependencies: ["CLibpq"], swiftSettings: strict),
        .target(name: "Directory", swiftSettings: strict),
        .target(name: "Exchange", dependencies: ["Directory", "Xml"], swiftSettings: strict),
        .target(name: "Store", dependencies: ["Postgres", "Directory"], swiftSettings: strict),
        .target(
            name: "Actions", dependencies: ["Store", "Directory", "Exchange", "Postgres", crypto],
            swiftSettings: strict),
        .target(
            name: "API",
            dependencies: [
                "Actions", "Store", "Directory", "Exchange", "Compression", hummingbird, crypto, logging,
                httpTypes, nioCore, product("HummingbirdCore", "hummingbird"),
                product("NIOHTTP1", "swift-nio"), product("NIOHTTPTypes", "swift-nio-extras"),
            ], swiftSettings: strict),
        .target(
            name: "Pages",
            dependencies: [
                "Actions", "Store", "Directory", "Exchange", hummingbird, logging, httpTypes, nioCore,
                product("Mustache", "swift-mustache"),
            ], resources: [.embedInCode("Templates")], swiftSettings: strict),
        .executableTarget(
            name: "fitxa",
            dependencies: [
                "API", "Pages", "Actions", "Archive", "Store", "Directory", "Exchange", "Postgres",
                argumentParser,
                hummingbird, logging, nioCore, product("ServiceLifecycle", "swift-service-lifecycle"),
                product("UnixSignals", "swift-service-lifecycle"), product("Yams", "Yams"),
            ], swiftSettings: strict),
        .target(
            name: "Support",
            dependencies: [
                "Postgres", "Directory", "Exchange", "Store", "Actions", crypto, nioCore,
                product("NIOPosix", "swift-nio"),
            ], path: "Tests/Support", swiftSettings: strict),
        .testTarget(name: "HouseTests", swiftSettings: strict),
        .testTarget(name: "PostgresTests", dependencies: ["Postgres", "Support"], swiftSettings: strict),
        .testTarget(name: "DirectoryTests", dependencies: ["Directory"], swiftSettings: strict),
        .testTarget(
            name: "ExchangeTests", dependencies: ["Exchange", "Directory", "Archive", "Xml"],
            swiftSettings: strict),
        .testTarget(
            name: "ActionsTests",
            dependencies: ["Actions", "Store", "Directory", "Exchange", "Postgres", "Support"],
            swiftSettings: strict),
        .testTarget(
            name: "APITests",
            dependencies: [
                "API", "Actions", "Store", "Directory", "Postgres", "Support", hummingbird,
                product("HummingbirdTesting", "hummingbird"), httpTypes, nioCore,
            ], swiftSettings: strict),
        .testTarget(
            name: "PagesTests",
            dependencies: [
                "Pages", "Actions", "Directory", "Store", "Support", hummingbird,
                product("HummingbirdTesting", "hummingbird"), httpTypes, nioCore,
            ], swiftSettings: strict),
        .testTarget(
            name: "CommandTests",
            dependencies: ["fitxa", "Archive", "Directory", "Exchange", "Postgres", "Store", "Support"],
            swiftSettings: strict),
    ]
)
