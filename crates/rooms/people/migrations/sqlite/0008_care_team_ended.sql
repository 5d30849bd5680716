-- Records of an organization whose care team has nobody left are looked for on each visit of whoever gives access there.
CREATE INDEX care_team_ended ON care_team (owner_org, until) WHERE until IS NOT NULL;
