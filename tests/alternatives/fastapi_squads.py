"""GET squad and PUT ballot as FastAPI would have them: the same tokens, the same cache, the same store."""

import json
import os
import time

import boto3
import jwt
from fastapi import Depends, FastAPI, Header, HTTPException, Response
from pydantic import BaseModel

ISSUER, AUDIENCE = os.environ["ISSUER"], os.environ["AUDIENCE"]
PUBLIC_KEY = os.environ["PUBLIC_KEY"]
FRESH_SECONDS = 5
table = boto3.resource(
    "dynamodb",
    endpoint_url=os.environ["DYNAMODB_ENDPOINT"],
    region_name="local",
    aws_access_key_id="local",
    aws_secret_access_key="local",
).Table("alternatives")
app = FastAPI(docs_url=None, openapi_url=None)
verified: dict[str, tuple[float, str]] = {}
recent: dict[str, tuple[float, dict]] = {}
written: dict[str, tuple[dict, bytes]] = {}


async def caller(authorization: str = Header()) -> str:
    """The account of the token; one that was verified before is remembered until it expires."""
    token = authorization.removeprefix("Bearer ")
    known = verified.get(token)
    if known and known[0] > time.time():
        return known[1]
    try:
        claims = jwt.decode(token, PUBLIC_KEY, algorithms=["EdDSA"], audience=AUDIENCE, issuer=ISSUER)
    except jwt.InvalidTokenError as error:
        raise HTTPException(401) from error
    verified[token] = (claims["exp"], claims["sub"])
    return claims["sub"]


def squad_for(squad_id: str, account: str) -> dict:
    found = recent.get(squad_id)
    if not found or found[0] < time.monotonic():
        item = table.get_item(Key={"pk": squad_id, "sk": "SQUAD"}, ConsistentRead=True).get("Item")
        if item is None:
            raise HTTPException(404)
        found = recent[squad_id] = (time.monotonic() + FRESH_SECONDS, json.loads(item["doc"]))
    if account not in found[1]["members"]:
        raise HTTPException(404)
    return found[1]["squad"]


@app.get("/usual/{squad_id}")
async def usual_get_squad(squad_id: str, response: Response, account: str = Depends(caller)):
    """As the framework's guide has it."""
    squad = squad_for(squad_id, account)
    response.headers["etag"] = f'"{squad["version"]}"'
    return squad


@app.get("/quick/{squad_id}")
async def quick_get_squad(squad_id: str, account: str = Depends(caller)):
    """As quick as it gets: bytes that were written before."""
    squad = squad_for(squad_id, account)
    known = written.get(squad_id)
    if not known or known[0] is not squad:
        known = written[squad_id] = (squad, json.dumps(squad, separators=(",", ":"), ensure_ascii=False).encode())
    return Response(known[1], media_type="application/json", headers={"etag": f'"{squad["version"]}"'})


class Ballot(BaseModel):
    ratings: dict[str, dict[str, float]]


@app.put("/{squad_id}/ballot")
def put_ballot(squad_id: str, ballot: Ballot, account: str = Depends(caller)):
    """The one conditional write; nobody is told of it."""
    squad_for(squad_id, account)
    table.update_item(
        Key={"pk": squad_id, "sk": f"BALLOT#{account}"},
        UpdateExpression="SET doc = :doc, #version = if_not_exists(#version, :none) + :one",
        ConditionExpression="attribute_not_exists(doc) OR doc <> :other",
        ExpressionAttributeNames={"#version": "version"},
        ExpressionAttributeValues={":doc": ballot.json(), ":none": 0, ":one": 1, ":other": "-"},
    )
    return ballot
