-- One row for each way in which the council's own zones do not share out its areas, or cannot be counted by.
with small as (
  -- The small areas of the wards assessed; a ward itself where it has none.
  select s.from_type, s.area, s.ward, w.name, s.share
  from share as s
  join ward as w on w.ward = s.ward and w.in_area
  where exists (select 1 from local_zones) and (
    (s.method <> 'own' and s.from_type = (select max(from_type) from share where method <> 'own' and via is null))
    or (s.method = 'own' and s.ward not in (select ward from share where method <> 'own')))
),
placed as (
  select s.area, s.ward, s.name, s.share, coalesce(sum(z.share), 0) as held
  from small as s
  left join zone_share as z on z.from_type = s.from_type and z.area = s.area and z.ward = s.ward
  group by s.area, s.ward, s.name, s.share
),
by_ward as (
  select ward, name, count(*) as areas, sum(case when held < share then 1 else 0 end) as lacking, max(held) as most
  from placed
  group by ward, name
),
stray as (
  select distinct z.area
  from local_zones as z
  where z.area not in (select area from share) and z.area not in (select ward from ward)
    and z.area not in (select authority from ward where authority is not null)
),
elsewhere as (
  select distinct z.zone from local_zones as z where z.zone not in (select zone from zone)
),
found as (
  select 'Areas in more than one zone: ' || cast(count(*) as varchar) || ', the first of them ' || min(area) || ' in '
      || min_by(name, area) || '.' as what,
    'Each is counted in all its zones, so zones add up to more than the whole.' as effect,
    'Leave each area in one zone, in the file named under zones, unless they are meant to overlap.' as mend
  from placed
  where held > share
  having count(*) > 0
  union all
  select 'Wards in no zone: ' || cast(count(*) as varchar) || ', the first of them ' || min(name) || '.',
    'What is counted by zone leaves them out.',
    'Put each ward, or the smaller areas in it, into a zone, in the file named under zones.'
  from by_ward
  where most = 0
  having count(*) > 0
  union all
  select 'Wards that zones hold only some of: ' || cast(count(*) as varchar) || ', the first of them ' || min(name) || ', where '
      || cast(min_by(lacking, name) as varchar) || ' of ' || cast(min_by(areas, name) as varchar) || ' areas are in no zone.',
    'What is counted by zone leaves those areas out.',
    'Put each of them into a zone, in the file named under zones.'
  from by_ward
  where most > 0 and lacking > 0
  having count(*) > 0
  union all
  select 'Areas that no lookup leads from: ' || cast(count(*) as varchar) || ', the first of them ' || min(area) || '.',
    'Their zones are counted without them.',
    'Name wards of this assessment’s year in the file named under zones, or the small areas that figures are published for.'
  from stray
  having count(*) > 0
  union all
  select 'Zones that hold nothing of the area assessed: ' || cast(count(*) as varchar) || ', the first of them ' || min(zone) || '.',
    'They are not shown.', 'Look whether their codes are of this area.'
  from elsewhere
  having count(*) > 0
)
select 'Zones of the council’s own' as item, what, effect, mend from found
