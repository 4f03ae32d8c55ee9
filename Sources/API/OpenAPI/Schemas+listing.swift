extension Schemas {
    static let listing = """
        {
          "Listing": {
            "type": "object", "additionalProperties": false, "required": ["id"],
            "description": "A published listing. With fields: only the members asked for; with lang: texts are strings.",
            "properties": {
              "id": {"type": "string", "pattern": "^fx-[0-9a-z]{8}$"},
              "category": {"type": ["string", "null"]},
              "status": {"enum": ["published", "closed"]},
              "revision": {"type": "integer", "minimum": 1},
              "name": {"$ref": "#/components/schemas/Texts"},
              "summary": {"$ref": "#/components/schemas/Texts"},
              "description": {"$ref": "#/components/schemas/Texts"},
              "location": {"$ref": "#/components/schemas/Location"},
              "contacts": {"type": "array", "items": {"$ref": "#/components/schemas/Contact"}},
              "sales_channels": {"type": "array", "items": {"$ref": "#/components/schemas/SalesChannel"}},
              "payment": {"$ref": "#/components/schemas/Payment"},
              "review_profiles": {"type": "array", "items": {"$ref": "#/components/schemas/ReviewProfile"}},
              "opening": {"type": "array", "items": {"$ref": "#/components/schemas/OpeningPeriod"}},
              "closures": {"type": "array", "items": {"$ref": "#/components/schemas/Keyed"}},
              "dates": {"type": "array", "items": {"$ref": "#/components/schemas/Keyed"}},
              "prices": {"type": "array", "items": {"$ref": "#/components/schemas/Price"}},
              "capacity": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}},
              "classification": {"type": "array", "items": {"$ref": "#/components/schemas/Keyed"}},
              "labels": {"$ref": "#/components/schemas/Codes"},
              "amenities": {"$ref": "#/components/schemas/Codes"},
              "accessibility": {"$ref": "#/components/schemas/Codes"},
              "languages_spoken": {"$ref": "#/components/schemas/Codes"},
              "media": {"type": "array", "items": {"$ref": "#/components/schemas/Keyed"}},
              "related": {"type": "array", "items": {"type": "string", "pattern": "^fx-[0-9a-z]{8}$"},
                "description": "Other listings of the same establishment; each names the others."},
              "office": {"type": ["string", "null"]},
              "territory": {"type": ["string", "null"]},
              "sources": {"type": "array", "items": {
                "type": "object", "additionalProperties": false, "required": ["source", "key"],
                "properties": {"source": {"type": "string"}, "key": {"type": "string"}}}},
              "published_at": {"type": ["string", "null"], "format": "date-time"},
              "content_changed_at": {"type": ["string", "null"], "format": "date-time"},
              "assured_at": {"type": ["string", "null"], "format": "date-time"},
              "opening_hours_osm": {"type": ["string", "null"]},
              "distance_m": {"type": "integer", "minimum": 0}
            }
          },
          "ListingPage": {
            "type": "object", "additionalProperties": false, "required": ["items", "next"],
            "properties": {
              "items": {"type": "array", "items": {"$ref": "#/components/schemas/Listing"}},
              "next": {"$ref": "#/components/schemas/Next"}
            }
          },
          "Feature": {
            "type": "object", "required": ["type", "geometry", "properties"],
            "properties": {
              "type": {"const": "Feature"}, "id": {"type": "string"},
              "geometry": {"type": ["object", "null"]}, "properties": {"type": "object"}
            }
          },
          "FeatureCollection": {
            "type": "object", "required": ["type", "features"],
            "properties": {
              "type": {"const": "FeatureCollection"},
              "features": {"type": "array", "items": {"$ref": "#/components/schemas/Feature"}},
              "next": {"$ref": "#/components/schemas/Next"}
            }
          },
          "LinkedData": {"type": "object", "description": "schema.org in JSON-LD."},
          "Confirmation": {
            "type": "object", "additionalProperties": false, "required": ["id", "assured_at"],
            "properties": {"id": {"type": "string"}, "assured_at": {"type": "string", "format": "date-time"}}
          },
          "Revision": {
            "type": "object", "required": ["number", "at", "cause", "status", "changed"],
            "properties": {
              "number": {"type": "integer", "minimum": 1}, "at": {"type": "string", "format": "date-time"},
              "cause": {"type": "string"}, "status": {"enum": ["published", "closed"]},
              "changed": {"type": "array", "items": {"type": "string"}},
              "actor": {"type": "string"}, "via": {"type": "string"},
              "proposal": {"type": ["string", "null"]},
              "comment": {"type": ["string", "null"]}
            }
          },
          "RevisionPage": {
            "type": "object", "additionalProperties": false, "required": ["items", "next"],
            "properties": {
              "items": {"type": "array", "items": {"$ref": "#/components/schemas/Revision"}},
              "next": {"$ref": "#/components/schemas/Next"}
            }
          },
          "RevisionState": {
            "allOf": [{"$ref": "#/components/schemas/Revision"}],
            "required": ["listing"], "properties": {"listing": {"type": "object"}}
          },
          "Difference": {
            "type": "object", "additionalProperties": false, "required": ["from", "to", "items", "next"],
            "properties": {
              "from": {"type": "integer"}, "to": {"type": "integer"}, "next": {"type": "null"},
              "items": {"type": "array", "items": {
                "type": "object", "additionalProperties": false, "required": ["path", "from", "to"],
                "properties": {"path": {"type": "string"}, "from": true, "to": true}}}
            }
          }
        }
        """
}
