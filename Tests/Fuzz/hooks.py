"""What schemathesis cannot know: how lines of JSON are written and read, and which listings and proposals there are.

Half of the tried ids are real ones, so that requests reach what lies behind the search for a listing.
"""
import json
import os
import urllib.request

import schemathesis

LINES = "application/x-ndjson"


@schemathesis.serializer(LINES)
def write_lines(context, value):
    return value if isinstance(value, bytes) else json.dumps(value).encode()


@schemathesis.deserializer(LINES)
def read_lines(context, response):
    for line in response.text.splitlines():
        json.loads(line)
    return response.text


@schemathesis.deserializer("text/csv", "text/html")
def read_text(context, response):
    return response.text


def real(path):
    request = urllib.request.Request(
        os.environ["FUZZ_API"] + path, headers={"Authorization": "Bearer " + os.environ["FUZZ_KEY"]}
    )
    with urllib.request.urlopen(request) as answer:
        return [item["id"] for item in json.load(answer)["items"]]


IDS = {
    "/v1/listings/": real("/v1/listings?limit=20&fields=name"),
    "/ogc/collections/listings/items/": real("/v1/listings?limit=20&fields=name"),
    "/v1/proposals/": real("/v1/proposals?limit=50"),
}


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    for prefix, ids in IDS.items():
        tried = (path_parameters or {}).get("id")
        if context.operation.path.startswith(prefix) and isinstance(tried, str) and ids:
            number = sum(tried.encode(errors="replace"))
            if number % 2:
                path_parameters["id"] = ids[number // 2 % len(ids)]
            if isinstance(path_parameters.get("n"), int) and number % 4:
                path_parameters["n"] = 1
    return path_parameters
