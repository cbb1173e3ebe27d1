/** `incident_type` and `incidentType` are different keys to the platform, and the same words to a person. */
export function sameWords(one: string, other: string): boolean {
  return one !== other && one.replaceAll("_", "").toLowerCase() === other.replaceAll("_", "").toLowerCase();
}
