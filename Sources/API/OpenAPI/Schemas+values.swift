extension Schemas {
    static let values = """
        {
          "Texts": {
            "description": "A text by language; one text or null where lang reduces them.",
            "oneOf": [
              {"type": "object", "additionalProperties": {"type": "string"},
                "propertyNames": {"pattern": "^[a-z]{2}$"}},
              {"type": ["string", "null"]}
            ]
          },
          "Codes": {"type": "array", "items": {"type": "string"}},
          "Keyed": {"type": "object", "required": ["key"], "properties": {"key": {"type": "string"}}},
          "Location": {
            "type": "object", "additionalProperties": false, "required": ["point", "accuracy", "origin",
              "address"],
            "properties": {
              "point": {"oneOf": [{"type": "null"}, {
                "type": "object", "additionalProperties": false, "required": ["lat", "lon"],
                "properties": {
                  "lat": {"type": "number", "minimum": -90, "maximum": 90},
                  "lon": {"type": "number", "minimum": -180, "maximum": 180}}}]},
              "accuracy": {"enum": ["building", "street", "commune", "unknown"]},
              "origin": {"enum": ["provider", "geocoder", "import", "moderator", null]},
              "address": {"oneOf": [{"type": "null"}, {
                "type": "object",
                "properties": {
                  "lines": {"type": "array", "items": {"type": "string"}},
                  "postcode": {"type": ["string", "null"]}, "commune": {"type": ["string", "null"]},
                  "insee": {"type": ["string", "null"]}, "country": {"type": "string",
                    "pattern": "^[A-Z]{2}$"}}}]}
            }
          },
          "Contact": {
            "type": "object", "required": ["key", "kind", "value", "role", "public"],
            "properties": {
              "key": {"type": "string"}, "kind": {"type": "string"}, "value": {"type": "string"},
              "role": {"type": "string"}, "public": {"const": true}
            }
          },
          "SalesChannel": {
            "type": "object", "required": ["key", "platform", "url"],
            "properties": {
              "key": {"type": "string"}, "platform": {"type": "string"}, "url": {"type": "string",
                "format": "uri"},
              "external_id": {"type": ["string", "null"]}, "mode": {"type": ["string", "null"]},
              "check": {"type": "object", "properties": {
                "state": {"enum": ["alive", "dead", "unknown"]}, "at": {"type": ["string", "null"]}}}
            }
          },
          "Payment": {
            "type": "object", "additionalProperties": false, "required": ["complete", "methods"],
            "properties": {
              "complete": {"type": "boolean"},
              "methods": {"type": "array", "items": {
                "type": "object", "required": ["key", "means", "place"],
                "properties": {
                  "key": {"type": "string"}, "means": {"type": "string"},
                  "place": {"enum": ["on_site", "online", "deposit"]},
                  "solution": {"type": ["string", "null"]}}}}
            }
          },
          "ReviewProfile": {
            "type": "object", "required": ["key", "platform"],
            "properties": {
              "key": {"type": "string"}, "platform": {"type": "string"}, "score": {"type": ["number",
                "null"]},
              "scale": {"type": ["number", "null"]}, "count": {"type": ["integer", "null"]}
            }
          },
          "OpeningPeriod": {
            "type": "object", "required": ["key"],
            "properties": {
              "key": {"type": "string"}, "from": {"type": ["string", "null"]},
              "to": {"type": ["string", "null"]},
              "weekly": {"oneOf": [{"$ref": "#/components/schemas/WeeklyHours"}, {"type": "null"}]},
              "by_appointment": {"type": "boolean"},
              "note": {"type": ["object", "string", "null"]}
            }
          },
          "WeeklyHours": {
            "type": "object", "additionalProperties": false,
            "description": "Opening and closing by day. ph: public holidays; [] is closed, absent is as any other day.",
            "properties": {
              "mo": {"$ref": "#/components/schemas/Frames"}, "tu": {"$ref": "#/components/schemas/Frames"},
              "we": {"$ref": "#/components/schemas/Frames"}, "th": {"$ref": "#/components/schemas/Frames"},
              "fr": {"$ref": "#/components/schemas/Frames"}, "sa": {"$ref": "#/components/schemas/Frames"},
              "su": {"$ref": "#/components/schemas/Frames"}, "ph": {"$ref": "#/components/schemas/Frames"}
            }
          },
          "Frames": {
            "type": "array", "items": {"type": "array", "minItems": 2, "maxItems": 2,
              "items": {"type": ["string", "null"], "pattern": "^[0-2][0-9]:[0-5][0-9]$"}}
          },
          "Price": {
            "type": "object", "required": ["key", "currency"],
            "properties": {
              "key": {"type": "string"}, "min": {"type": ["string", "null"]},
              "max": {"type": ["string", "null"]},
              "currency": {"type": "string", "pattern": "^[A-Z]{3}$"}, "unit": {"type": ["string", "null"]}
            }
          }
        }
        """
}
