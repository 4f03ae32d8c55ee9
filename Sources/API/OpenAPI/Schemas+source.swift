extension Schemas {
    static let source = """
        {
          "SourceRecord": {
            "type": "object",
            "description": "What a source says of one record. With set or unset: a touch list, paths as in a proposal, and nothing beside them. Else: a listing as /v1/listings shows it, of which each member that is there replaces all that the source sent for it (members that the server writes are read over). Either way what is absent stays as the source sent it before, and null empties what the source sent; what others added stays. Where it lies is judged by the rules of all imports: exchanged axes, a lost sign and a commune's centre that does not say so are put right, a point 0/0 counts as not named, and each is a finding.",
            "properties": {
              "key": {"type": "string", "description": "The key of the address, if anything."},
              "set": {"type": ["object", "null"]},
              "unset": {"type": ["array", "null"], "items": {"type": "string"}},
              "removed": {"type": "boolean", "description": "The source has the record no longer."}
            }
          },
          "SourceLine": {
            "allOf": [{"$ref": "#/components/schemas/SourceRecord"}],
            "required": ["key"],
            "properties": {"key": {"type": "string", "minLength": 1, "maxLength": 200}}
          },
          "SourceOutcome": {
            "type": "object",
            "required": ["key", "outcome", "listing", "revision", "proposals", "findings"],
            "properties": {
              "line": {"type": ["integer", "null"]}, "key": {"type": ["string", "null"]},
              "outcome": {"enum": ["created", "updated", "unchanged", "conflicted", "rejected", "removed"]},
              "listing": {"type": ["string", "null"]}, "revision": {"type": ["integer", "null"]},
              "proposals": {"type": "array", "items": {"type": "string"}},
              "findings": {"type": "array", "items": {"$ref": "#/components/schemas/Finding"}},
              "dry_run": {"type": "boolean"}
            }
          },
          "Finding": {
            "type": "object",
            "required": ["record", "listing", "path", "rule", "severity", "message"],
            "properties": {
              "record": {"type": "string"}, "listing": {"type": "string", "description": "What it is called."},
              "path": {"type": "string"}, "rule": {"type": "string"},
              "severity": {"enum": ["error", "warning", "info"]}, "message": {"type": "string"}
            }
          },
          "SourceOutcomes": {
            "type": "object", "required": ["items", "run", "dry_run", "counts"],
            "properties": {
              "items": {"type": "array", "items": {"$ref": "#/components/schemas/SourceOutcome"}},
              "run": {"type": ["integer", "null"], "description": "The number of the import; fitxa import rollback takes it."},
              "dry_run": {"type": "boolean"}, "counts": {"$ref": "#/components/schemas/Counts"}
            }
          }
        }
        """
}
