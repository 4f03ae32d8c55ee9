extension Schemas {
    static let feed = """
        {
          "Change": {
            "type": "object", "additionalProperties": false,
            "required": ["position", "op", "id", "revision", "changed"],
            "properties": {
              "position": {"type": "integer", "minimum": 1}, "op": {"enum": ["upsert", "remove"]},
              "reason": {"type": ["string", "null"]}, "merged_into": {"type": "string"},
                "id": {"type": "string"},
              "revision": {"type": "integer", "minimum": 1},
              "changed": {"type": "array", "items": {"type": "string"}},
              "listing": {"$ref": "#/components/schemas/Listing"}
            }
          },
          "ChangePage": {
            "type": "object", "additionalProperties": false, "required": ["epoch", "items", "next",
              "has_more"],
            "properties": {
              "epoch": {"type": "string"}, "next": {"type": "string"}, "has_more": {"type": "boolean"},
              "items": {"type": "array", "items": {"$ref": "#/components/schemas/Change"}}
            }
          },
          "Checksum": {
            "type": "object", "additionalProperties": false, "required": ["epoch", "position", "count",
              "digest"],
            "properties": {
              "epoch": {"type": "string"}, "position": {"type": "integer"}, "count": {"type": "integer"},
              "digest": {
                "type": "string",
                "description": "Exclusive or of the first 64 bits of SHA-256 over id:revision, hexadecimal."}
            }
          },
          "VocabularyPage": {
            "type": "object", "additionalProperties": false, "required": ["items", "next"],
            "properties": {
              "items": {"type": "array", "items": {
                "type": "object", "additionalProperties": false, "required": ["name", "count", "href"],
                "properties": {"name": {"type": "string"}, "count": {"type": "integer"},
                  "href": {"type": "string"}}}},
              "next": {"type": "null"}
            }
          },
          "Vocabulary": {
            "type": "object", "additionalProperties": false, "required": ["name", "items", "next"],
            "properties": {
              "name": {"type": "string"}, "next": {"type": "null"},
              "items": {"type": "array", "items": {
                "type": "object", "required": ["code", "parent", "labels", "codes", "deprecated_on",
                  "replaced_by"],
                "properties": {
                  "code": {"type": "string"}, "parent": {"type": ["string", "null"]},
                  "labels": {"type": "object", "additionalProperties": {"type": "string"}},
                  "codes": {"type": "object"}, "deprecated_on": {"type": ["string", "null"],
                    "format": "date"},
                  "replaced_by": {"type": ["string", "null"]}}}}
            }
          },
          "TerritoryPage": {
            "type": "object", "additionalProperties": false, "required": ["items", "next"],
            "properties": {
              "items": {"type": "array", "items": {
                "type": "object", "required": ["code", "kind", "parent", "name"],
                "properties": {
                  "code": {"type": "string"}, "kind": {"enum": ["region", "department", "office", "commune"]},
                  "parent": {"type": ["string", "null"]}, "name": {"type": "string"},
                    "insee": {"type": "string"},
                  "postcodes": {"type": "array", "items": {"type": "string"}},
                    "centre": {"type": "object"}}}},
              "next": {"$ref": "#/components/schemas/Next"}
            }
          }
        }
        """

    static let common = """
        {
          "Next": {"type": ["string", "null"], "description": "The address of the next page."},
          "Object": {"type": "object"},
          "Text": {"type": "string"},
          "OGCResource": {"type": "object"},
          "Status": {
            "type": "object", "additionalProperties": false, "required": ["status"],
            "properties": {
              "status": {"type": "string"},
              "rebuild_due": {"type": "boolean",
                "description": "Whether rows for search and duplicates wait for `fitxa migrate`."}
            }
          },
          "Problem": {
            "type": "object", "description": "A problem (RFC 9457), with further members of its own.",
            "required": ["type", "title", "status", "detail", "instance", "code"],
            "properties": {
              "type": {"type": "string", "format": "uri"}, "title": {"type": "string"},
              "status": {"type": "integer", "minimum": 400, "maximum": 599}, "detail": {"type": "string"},
              "instance": {"type": "string"}, "code": {"type": "string"},
              "errors": {"type": "array", "items": {
                "type": "object", "additionalProperties": false, "required": ["pointer", "code", "message"],
                "properties": {
                  "pointer": {"type": "string"}, "code": {"type": "string"}, "message": {"type": "string"}}}}
            }
          }
        }
        """
}
