import Foundation
import Testing

/// The walk-through of the README, each line of it.
struct WalkThroughTests {
    @Test func `the walk-through of the README works on an empty folder`() async throws {
        try await withFolder { folder in
            let server = try await Server(
                Program(["FITXA_DATA": "\(folder)/var", "FITXA_PORT": "0"]), "--demo")

            let blocks = try Self.blocks()
            let script = blocks.joined(separator: "\necho '<<<'\n")
                .replacing("API=http://127.0.0.1:8080", with: "API=http://127.0.0.1:\(server.port)")
            let outcome = try await Program.shell(script, in: folder)
            #expect(outcome.status == 0, "\(outcome.complaints)")
            let parts = outcome.output.components(separatedBy: "<<<\n")
            #expect(parts.count == blocks.count)
            #expect(parts[1].contains("Itzalpea") && parts[1].contains("\"distance_m\""))
            #expect(parts[1].contains("FeatureCollection") && parts[1].contains("ETag: \"r"))
            #expect(parts[3].contains("\"partially_accepted\"") && parts[3].contains("description.fr"))
            #expect(!parts[3].contains("\"to\":true"))
            #expect(parts[4].contains("\"epoch\"") && parts[4].contains("Maison basque"))
            #expect(!outcome.output.contains("problems/"), "a problem among the answers:\n\(outcome.output)")

            server.terminate()
            #expect(await server.end() == 0)
            let verify = try await Program(["FITXA_DATA": "\(folder)/var"]).run("changes", "verify")
            #expect(verify.status == 0, "\(verify.complaints)")
        }
    }

    /// The code blocks of the walk-through.
    private static func blocks() throws -> [String] {
        let text = try String(contentsOfFile: "\(Program.root)/README.md", encoding: .utf8)
        return text.components(separatedBy: "```sh\n").dropFirst().map { part in
            part.components(separatedBy: "```")[0]
        }
    }
}
