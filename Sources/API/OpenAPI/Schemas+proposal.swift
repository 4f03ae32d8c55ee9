extension Schemas {
    static let proposal = """
        {
          "Touch": {
            "type": "object", "additionalProperties": false,
            "description": "What to set and to unset, by field path; what is not named stays as it is.",
            "anyOf": [{"required": ["set"]}, {"required": ["unset"]}],
            "properties": {
              "set": {"type": ["object", "null"]},
              "unset": {"type": ["array", "null"], "items": {"type": "string"}},
              "comment": {"type": ["string", "null"], "maxLength": 4000}
            }
          },
          "Submission": {
            "type": "object", "additionalProperties": false, "required": ["base_revision"],
            "anyOf": [{"required": ["set"]}, {"required": ["unset"]}],
            "properties": {
              "base_revision": {"type": "integer", "minimum": 1},
              "set": {"type": ["object", "null"]},
              "unset": {"type": ["array", "null"], "items": {"type": "string"}},
              "comment": {"type": ["string", "null"], "maxLength": 4000}
            }
          },
          "ListingProposal": {
            "type": "object", "additionalProperties": false,
            "properties": {
              "kind": {"enum": ["create", "close", "claim", "merge", null]}, "listing": {"type": ["string", "null"]},
              "into": {"type": ["string", "null"], "description": "The listing that stays, for merge."},
              "base_revision": {"type": ["integer", "null"], "minimum": 1,
                "description": "The revision that was seen; the newest unless said otherwise. A new listing has none."},
              "set": {"type": ["object", "null"]},
              "unset": {"type": ["array", "null"], "items": {"type": "string"}},
              "comment": {"type": ["string", "null"], "maxLength": 4000}
            }
          },
          "DecisionRequest": {
            "type": "object", "additionalProperties": false, "required": ["version", "seen", "choices"],
            "properties": {
              "version": {"type": "integer", "minimum": 1},
              "seen": {"type": "object", "additionalProperties": {"type": "string"}},
              "choices": {"type": "object", "minProperties": 1, "additionalProperties": {
                "type": "object", "required": ["decision"],
                "properties": {
                  "decision": {"enum": ["accept", "reject", "amend"]}, "value": true,
                  "reason_code": {"type": ["string", "null"]}, "reason": {"type": ["string", "null"]}}}}
            }
          },
          "Comment": {
            "type": "object", "additionalProperties": false,
            "properties": {"comment": {"type": ["string", "null"], "maxLength": 4000}}
          },
          "Version": {
            "type": "object", "additionalProperties": false, "properties": {"version": {"type": "integer"}}
          },
          "ChangeRequest": {
            "type": "object", "additionalProperties": false,
            "properties": {"version": {"type": "integer"}, "comment": {"type": ["string", "null"], "maxLength": 4000}}
          },
          "ProposalField": {
            "type": "object", "required": ["path", "status"],
            "properties": {
              "path": {"type": "string"},
              "status": {"enum": ["clean", "already", "conflict", "accepted", "accepted_modified", "rejected",
                "withdrawn", "expired", "superseded"]},
              "state": {"enum": ["pending", "accepted", "accepted_modified", "rejected", "withdrawn",
                "expired",
                "superseded"]},
              "base": true, "current": true, "proposed": true, "final": true, "hash": {"type": "string"},
              "reason_code": {"type": ["string", "null"]}, "reason": {"type": ["string", "null"]},
              "decided_at": {"type": "string", "format": "date-time"},
              "decided_by": {"type": ["string", "null"]}
            }
          },
          "Proposal": {
            "type": "object",
            "required": ["id", "kind", "origin", "listing", "state", "version", "base_revision", "fields",
              "seen"],
            "properties": {
              "id": {"type": "string", "pattern": "^pr-"}, "kind": {"enum": ["edit", "create", "close",
                "claim", "merge"]},
              "origin": {"enum": ["provider", "staff", "import"]}, "listing": {"type": ["string", "null"]},
              "sources": {"type": "array", "items": {"type": "string"}, "description": "Of an import: the sources whose records it is of."},
              "listing_name": {"type": ["string", "null"]},
              "state": {"enum": ["submitted", "changes_requested", "accepted", "partially_accepted",
                "rejected",
                "withdrawn", "expired", "superseded"]},
              "version": {"type": "integer", "minimum": 1}, "base_revision": {"type": "integer",
                "minimum": 0},
              "current_revision": {"type": ["integer", "null"]}, "risk": {"type": "integer"},
              "comment": {"type": ["string", "null"], "description": "What its author says."},
              "remark": {"type": ["string", "null"], "description": "What its author was told last."},
              "author": {"type": "string"}, "territories": {"type": "array", "items": {"type": "string"}},
              "submitted_at": {"type": "string", "format": "date-time"},
              "updated_at": {"type": "string", "format": "date-time"}, "due_on": {"type": "string",
                "format": "date"},
              "closed_at": {"type": ["string", "null"], "format": "date-time"},
              "claimed_by": {"type": ["string", "null"]},
              "claimed_until": {"type": ["string", "null"], "format": "date-time"},
              "conflicts": {"type": "integer"},
              "fields": {"type": "array", "items": {"$ref": "#/components/schemas/ProposalField"}},
              "seen": {"type": "object", "additionalProperties": {"type": "string"}},
              "candidates": {"type": "array", "items": {"$ref": "#/components/schemas/Candidate"},
                "description": "Of an open proposal to create or to merge, on its own or in the queue: what the listing may be."}
            }
          },
          "Candidate": {
            "type": "object", "additionalProperties": false,
            "required": ["listing", "name", "category", "score", "suggests", "parts"],
            "description": "A published listing that may be the same place, or a further offer of its establishment.",
            "properties": {
              "listing": {"type": "string"}, "name": {"type": ["string", "null"]},
              "category": {"type": ["string", "null"]},
              "score": {"type": "number", "minimum": 0, "maximum": 1},
              "suggests": {"enum": ["merge", "relate", null]},
              "parts": {
                "type": "object", "additionalProperties": false,
                "required": ["phone", "website", "siret", "name", "metres", "dates", "category"],
                "properties": {
                  "phone": {"$ref": "#/components/schemas/Match"},
                  "website": {"$ref": "#/components/schemas/Match"},
                  "siret": {"$ref": "#/components/schemas/Match"},
                  "name": {"type": "number", "minimum": 0, "maximum": 1},
                  "metres": {"type": ["integer", "null"]}, "dates": {"type": ["boolean", "null"]},
                  "category": {"enum": ["same", "kin", "other"]}}}
            }
          },
          "Match": {"enum": ["same", "shared", "different", null]},
          "Submitted": {
            "allOf": [{"$ref": "#/components/schemas/Proposal"}],
            "required": ["outcome"], "properties": {"outcome": {"const": "submitted"}}
          },
          "NoDifference": {
            "type": "object", "additionalProperties": false, "required": ["outcome", "fields"],
            "properties": {
              "outcome": {"const": "no_difference"},
              "fields": {"type": "array", "items": {"$ref": "#/components/schemas/ProposalField"}}
            }
          },
          "Decided": {
            "allOf": [{"$ref": "#/components/schemas/Proposal"}],
            "required": ["revision"], "properties": {"revision": {"type": ["integer", "null"]}}
          },
          "ProposalPage": {
            "type": "object", "additionalProperties": false, "required": ["items", "next"],
            "properties": {
              "items": {"type": "array", "items": {"$ref": "#/components/schemas/Proposal"}},
              "next": {"$ref": "#/components/schemas/Next"}
            }
          },
          "Queue": {
            "type": "object", "additionalProperties": false, "required": ["counts", "items", "next"],
            "properties": {
              "counts": {
                "type": "object", "additionalProperties": false,
                "required": ["waiting", "late", "conflicts", "by_risk", "by_territory", "by_category"],
                "properties": {
                  "waiting": {"type": "integer"}, "late": {"type": "integer"},
                    "conflicts": {"type": "integer"},
                  "by_risk": {"$ref": "#/components/schemas/Counts"},
                  "by_territory": {"$ref": "#/components/schemas/Counts"},
                  "by_category": {"$ref": "#/components/schemas/Counts"}}},
              "items": {"type": "array", "items": {"$ref": "#/components/schemas/Proposal"}},
              "next": {"$ref": "#/components/schemas/Next"}
            }
          },
          "Counts": {"type": "object", "additionalProperties": {"type": "integer"}}
        }
        """
}
