-- One row for each way in which the council's own zones do not share out its areas: some in several zones, some wards in none.
with placed as (
  select s.area, s.ward, z.zone, z.area = s.area as by_itself
  from local_zones as z
  join share as s on s.area = z.area or s.ward = z.area
),
twice as (
  -- By itself and once more: under the same code, or in a ward that is in another zone.
  select o.area
  from placed as o
  join placed as t on t.area = o.area and t.zone <> o.zone
  where o.by_itself
  group by o.area
),
lacking as (
  select w.ward, w.name
  from ward as w
  where w.in_area and w.ward not in (select ward from placed) and exists (select 1 from local_zones)
)
select 'Zones of the council’s own' as item,
  'Areas in more than one zone: ' || cast(count(*) as varchar) || ', the first of them ' || min(area) || '.' as what,
  'What is counted by zone would count them more than once.' as effect,
  'Leave each area in one zone, in the file named under local: zones.' as mend
from twice
having count(*) > 0
union all
select 'Zones of the council’s own',
  'Wards in no zone: ' || cast(count(*) as varchar) || ', the first of them ' || min(name) || '.',
  'What is counted by zone would leave them out.',
  'Put each ward, or the smaller areas in it, into a zone, in the file named under local: zones.'
from lacking
having count(*) > 0
