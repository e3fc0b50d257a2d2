-- One row for each period and team, and one for all its teams that are shown together: a team of which a count is withheld is
-- in neither, so that nothing is left when the others are taken away.
with summed as (
  select period, false as all_teams, team, 1 as teams, status,
    case when status <> 'withheld' then in_scope end as in_scope, case when status <> 'withheld' then trained end as trained,
    case when status <> 'withheld' then champions end as champions,
    case when status <> 'withheld' then confidence_before end as confidence_before,
    case when status <> 'withheld' then confidence_after end as confidence_after
  from workforce_protected
)
select period, all_teams, team, teams, status, in_scope, trained, champions, confidence_before, confidence_after
from summed
union all
-- What one team has not said, all teams have not.
select period, true, 'All teams', count(*), min(status), sum(in_scope), sum(trained),
  case when count(champions) = count(*) then sum(champions) end,
  case when count(confidence_before) = count(*) then sum(confidence_before * trained) / nullif(sum(trained), 0) end,
  case when count(confidence_after) = count(*) then sum(confidence_after * trained) / nullif(sum(trained), 0) end
from summed
where status <> 'withheld'
group by period
