// Generated from events.asyncapi.yaml. Do not edit.

export interface AccountDeletedData {
accountId: string
/**
 * Of the item told about; only a newer one replaces what a consumer has.
 */
version: number
}

export interface AccountChangedData {
accountId: string
kind: ("guest" | "registered")
displayName: string
/**
 * Of the item told about; only a newer one replaces what a consumer has.
 */
version: number
}

export interface AccountMergedData {
guestId: string
accountId: string
/**
 * Of the item told about; only a newer one replaces what a consumer has.
 */
version: number
}

export interface SquadChangedData {
squadId: string
/**
 * Of the item told about; only a newer one replaces what a consumer has.
 */
version: number
name: string
sport: ("football" | "futsal" | "padel" | "basketball" | "volleyball" | "other")
ownerId: string
/**
 * @maxItems 8
 */
criteria: {
id: string
name: string
weight: number
}[]
rules: {
raters: ("players" | "anyone")
numbers: ("shown" | "hidden")
approveClaims: boolean
}
/**
 * @maxItems 560
 */
players: {
id: string
name: string
/**
 * @maxItems 10
 */
positions: string[]
archived: boolean
}[]
/**
 * @maxItems 200
 */
members: {
accountId: string
role: ("owner" | "organiser" | "member")
kind: ("guest" | "registered")
displayName: string
playerId?: string
}[]
}

export interface SquadDeletedData {
squadId: string
/**
 * Of the item told about; only a newer one replaces what a consumer has.
 */
version: number
}

export interface BallotChangedData {
squadId: string
/**
 * How many members have rated somebody.
 */
raters: number
at: string
/**
 * Of the item told about; only a newer one replaces what a consumer has.
 */
version: number
}

export interface MatchChangedData {
squadId: string
matchId: string
status: ("planned" | "drawn" | "played" | "called-off" | "deleted")
at: string
/**
 * Of the item told about; only a newer one replaces what a consumer has.
 */
version: number
}

/** What each event tells, by its type. */
export interface EventData {
  'besteam.account.deleted.v1': AccountDeletedData;
  'besteam.account.changed.v1': AccountChangedData;
  'besteam.account.merged.v1': AccountMergedData;
  'besteam.squad.changed.v1': SquadChangedData;
  'besteam.squad.deleted.v1': SquadDeletedData;
  'besteam.ballot.changed.v1': BallotChangedData;
  'besteam.match.changed.v1': MatchChangedData;
}

export type EventType = keyof EventData;

/** Any event as it travels: narrow it by its `type`. */
export type BesteamEvent = {
  [T in EventType]: {
    specversion: '1.0';
    id: string;
    type: T;
    source: string;
    subject?: string;
    time: string;
    datacontenttype: 'application/json';
    traceparent?: string;
    data: EventData[T];
  };
}[EventType];
