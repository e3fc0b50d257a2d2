-- One row for each programme and period: how far parents came, after disclosure control. A count is withheld where it is
-- small, and where the difference from one that is shown is: who dropped out could be counted.
with summed as (
  select programme, period, sum(projects_started) as projects, sum(enrolled) as enrolled, sum(starts) as starts,
    sum(retained) as retained, sum(milestones) as milestones
  from local_programme_uptake
  group by programme, period
),
enrolled_shown as (
  select u.programme, u.period, u.projects, u.starts, u.retained, u.milestones, s.suppress_below as least, s.round_to,
    -- What need not be withheld although it is below the threshold: a nought, or nothing.
    case when s.protect_zeros then null else 0 end as nought,
    case when (u.enrolled = 0 and not s.protect_zeros) or u.enrolled >= s.suppress_below then u.enrolled end as enrolled
  from summed as u
  cross join setting as s
),
starts_shown as (
  select programme, period, projects, enrolled, retained, milestones, least, round_to, nought,
    case when (starts = nought or starts >= least)
        and (enrolled is null or abs(enrolled - starts) = nought or abs(enrolled - starts) >= least) then starts end as starts
  from enrolled_shown
),
retained_shown as (
  select programme, period, projects, enrolled, starts, milestones, least, round_to, nought,
    case when (retained = nought or retained >= least)
        and (enrolled is null or abs(enrolled - retained) = nought or abs(enrolled - retained) >= least)
        and (starts is null or abs(starts - retained) = nought or abs(starts - retained) >= least) then retained end as retained
  from starts_shown
),
all_shown as (
  select programme, period, projects, enrolled, starts, retained, round_to,
    case when (milestones = nought or milestones >= least)
        and (enrolled is null or abs(enrolled - milestones) = nought or abs(enrolled - milestones) >= least)
        and (starts is null or abs(starts - milestones) = nought or abs(starts - milestones) >= least)
        and (retained is null or abs(retained - milestones) = nought or abs(retained - milestones) >= least)
      then milestones end as milestones
  from retained_shown
)
select programme, period, projects, coalesce(round_to, 0) > 0 as rounded,
  case when round_to is null then enrolled else round(enrolled / round_to) * round_to end as enrolled,
  case when round_to is null then starts else round(starts / round_to) * round_to end as starts,
  case when round_to is null then retained else round(retained / round_to) * round_to end as retained,
  case when round_to is null then milestones else round(milestones / round_to) * round_to end as milestones
from all_shown
