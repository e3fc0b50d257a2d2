-- One row for each period and team, and one for all teams: how many of those in scope are trained.
select w.period, w.all_teams, w.team, w.teams, w.in_scope, w.trained, w.champions, w.confidence_before, w.confidence_after,
  v.value, v.lower95_0cl, v.upper95_0cl, w.status
from workforce_reach as w
join workforce_value as v on v.period = w.period and v.all_teams = w.all_teams and v.team = w.team
