-- One row for each period and area: early-help assessments, and in how many each answer was yes. Areas smaller than a ward are
-- added up, or shared out (apart). An authority is as a row without a ward says it, or else its wards together. Before disclosure control.
with in_ward as (
  select e.period, w.area, w.authority, s.share,
    cast(e.assessments as decimal(18, 6)) * s.share as assessments,
    cast(e.family_conflict as decimal(18, 6)) * s.share as family_conflict,
    cast(e.relationship_considered as decimal(18, 6)) * s.share as relationship_considered,
    cast(e.both_parents_involved as decimal(18, 6)) * s.share as both_parents_involved,
    cast(e.distress_identified_early as decimal(18, 6)) * s.share as distress_identified_early
  from local_early_help_assessments as e
  join share as s on s.area = e.area
  join assessed as w on w.area_level = 'ward' and w.area = s.ward
),
only_one as (
  select min(area) as authority from assessed where area_level = 'authority' having count(*) = 1
),
as_said as (
  select e.period, 'authority' as area_level, w.area, w.area as authority, 1 as share, e.assessments, e.family_conflict,
    e.relationship_considered, e.both_parents_involved, e.distress_identified_early
  from local_early_help_assessments as e
  left join only_one as o on e.area is null
  join assessed as w on w.area_level = 'authority' and w.area = coalesce(e.area, o.authority)
),
together as (
  select i.period, 'authority' as area_level, i.authority as area, i.authority, 1 as share, i.assessments, i.family_conflict,
    i.relationship_considered, i.both_parents_involved, i.distress_identified_early
  from in_ward as i
  where not exists (select 1 from as_said as s where s.period = i.period and s.area = i.authority)
),
part as (
  select period, 'ward' as area_level, area, share, assessments, family_conflict, relationship_considered,
    both_parents_involved, distress_identified_early
  from in_ward
  union all
  select period, area_level, area, share, assessments, family_conflict, relationship_considered, both_parents_involved,
    distress_identified_early
  from as_said
  union all
  select period, area_level, area, share, assessments, family_conflict, relationship_considered, both_parents_involved,
    distress_identified_early
  from together
)
-- A sum with a hole in it is no sum.
select period, area_level, area, max(case when share < 1 then 1 else 0 end) as apart, cast(sum(assessments) as double) as assessments,
  cast(case when count(family_conflict) = count(*) then sum(family_conflict) end as double) as family_conflict,
  cast(case when count(relationship_considered) = count(*) then sum(relationship_considered) end as double) as relationship_considered,
  cast(case when count(both_parents_involved) = count(*) then sum(both_parents_involved) end as double) as both_parents_involved,
  cast(case when count(distress_identified_early) = count(*) then sum(distress_identified_early) end as double)
    as distress_identified_early
from part
group by period, area_level, area
