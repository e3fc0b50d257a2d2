-- One row for each ward, zone, authority and country, and each measure and period: the sum over its parts. A count adds up
-- as it is; a rate or score adds up times its weight. So too for the pieces that zones cut wards into. Sums are exact decimals of one scale (casting many of them is
-- slow) and become doubles once, at the end. Where a part has no figure total is null: never a sum with a hole.
with average as (
  select o.source, o.measure, o.period, o.area_type, o.area,
    case when o.status <> 'measured' then o.status else coalesce(w.status, 'missing') end as status,
    cast(o.value as decimal(16, 6)) * cast(w.value as decimal(13, 2)) as total,
    cast(w.value as decimal(13, 2)) as weight
  from observation as o
  join measure as m on m.source = o.source and m.measure = o.measure and m.kind <> 'count'
  left join latest_period as p on p.source = m.averaged_by_source and p.measure = m.averaged_by_measure
  left join observation as w
    on w.source = p.source and w.measure = p.measure and w.period = p.period and w.area = o.area
),
figure as (
  select o.source, o.measure, o.period, o.area_type, o.area, o.status, cast(o.value as decimal(29, 8)) as total,
    cast(null as decimal(13, 2)) as weight
  from observation as o
  join measure as m on m.source = o.source and m.measure = o.measure and m.kind = 'count'
  union all
  select source, measure, period, area_type, area, status, total, weight from average
),
part as (
  -- Wards, the part of each ward in each zone, and pieces: every kind of area that lies in each.
  select ward as place, from_type, area, share, irregular from share
  union all
  select place, from_type, area, share, irregular from zone_share
  union all
  select distinct place, from_type, area, share, false from zone_piece
),
part_count as (
  select from_type, place, count(*) as parts from part group by from_type, place
),
place_part as (
  select s.place, f.source, f.measure, f.period, f.area_type, count(*) as parts,
    sum(f.total * s.share) as total, sum(f.weight * s.share) as weight,
    max(case f.status when 'measured' then 0 when 'withheld' then 2 else 1 end) as worst,
    min(case when s.irregular then 0 else s.share end) as least_share
  from figure as f
  join part as s on s.from_type = f.area_type and s.area = f.area
  group by s.place, f.source, f.measure, f.period, f.area_type
),
place_level as (
  select w.place, w.source, w.measure, w.period, sum(w.total) as total, sum(w.weight) as weight,
    sum(w.parts) as parts, max(w.worst) as worst, min(w.least_share) as least_share,
    -- A council's own file may name wards and smaller areas side by side: each kind must be there in full. Of a source
    -- that prefers a kind, that one must; others only add to it.
    bool_and(w.parts = p.parts or w.area_type <> coalesce(m.area_type, w.area_type))
      and bool_or(w.area_type = coalesce(m.area_type, w.area_type)) as whole
  from place_part as w
  join part_count as p on p.from_type = w.area_type and p.place = w.place
  join measure as m on m.source = w.source and m.measure = w.measure
  group by w.place, w.source, w.measure, w.period
),
ward_level as (
  select l.place as area, l.source, l.measure, l.period, l.total, l.weight, l.parts, l.worst, l.least_share, l.whole
  from place_level as l
  join ward as w on w.ward = l.place
),
zone_place as (
  -- Parts of zones that hold a part of some smaller area; the others can have no figure.
  select zone, place, max(case when method <> 'own' then 1 else 0 end) as fitted from zone_share group by zone, place
),
zone_size as (
  select zone, sum(fitted) as places from zone_place group by zone
),
zone_level as (
  select z.zone as area, l.source, l.measure, l.period, sum(l.total) as total, sum(l.weight) as weight,
    sum(l.parts) as parts, max(l.worst) as worst, min(l.least_share) as least_share,
    bool_and(l.whole) and count(*) >= max(n.places) as whole
  from place_level as l
  join zone_place as z on z.place = l.place
  join zone_size as n on n.zone = z.zone
  group by z.zone, l.source, l.measure, l.period
),
piece_level as (
  select l.place as area, l.source, l.measure, l.period, l.total, l.weight, l.parts, l.worst, l.least_share, l.whole
  from place_level as l
  join (select distinct place from zone_piece) as z on z.place = l.place
),
fitted as (
  -- Wards that hold a part of some smaller area; the others can have no figure.
  select d.authority, count(distinct s.ward) as wards
  from share as s
  join ward as d on d.ward = s.ward
  where s.method <> 'own'
  group by d.authority
),
authority_level as (
  select a.authority as area, w.source, w.measure, w.period, sum(w.total) as total, sum(w.weight) as weight,
    sum(w.parts) as parts, max(w.worst) as worst, min(w.least_share) as least_share,
    bool_and(w.whole) and count(*) >= max(f.wards) as whole
  from ward_level as w
  join ward as a on a.ward = w.area
  join fitted as f on f.authority = a.authority
  group by a.authority, w.source, w.measure, w.period
),
country_size as (
  select a.area_type, count(*) as parts
  from area as a
  join setting as s on substr(a.area, 1, 1) = substr(s.country, 1, 1)
  group by a.area_type
),
country_level as (
  select s.country as area, f.source, f.measure, f.period, cast(sum(f.total) as decimal(38, 14)) as total,
    cast(sum(f.weight) as decimal(38, 8)) as weight, count(*) as parts,
    -- What a publisher's area did not publish is left out of the country above and below the line; `covered` says so.
    max(case f.status when 'measured' then 0 when 'unpublished' then 0 when 'withheld' then 2 else 1 end) as worst, 1 as least_share,
    sum(case when f.area_type = coalesce(m.area_type, f.area_type) then 1 else 0 end) >= max(c.parts) as whole
  from figure as f
  join measure as m on m.source = f.source and m.measure = f.measure
  join setting as s on substr(f.area, 1, 1) = substr(s.country, 1, 1)
  join country_size as c on c.area_type = coalesce(m.area_type, f.area_type)
  group by s.country, f.source, f.measure, f.period
),
every_level as (
  select 'ward' as area_level, area, source, measure, period, total, weight, parts, worst, least_share, whole from ward_level
  union all
  select 'zone', area, source, measure, period, total, weight, parts, worst, least_share, whole from zone_level
  union all
  select 'piece', area, source, measure, period, total, weight, parts, worst, least_share, whole from piece_level
  union all
  select 'authority', area, source, measure, period, total, weight, parts, worst, least_share, whole from authority_level
  union all
  select 'country', area, source, measure, period, total, weight, parts, worst, least_share, whole from country_level
)
select area_level, area, source, measure, period, parts,
  case when whole and worst = 0 then cast(total as double) end as total,
  case when whole and worst = 0 then cast(weight as double) end as weight,
  case when worst = 2 then 'withheld' when worst = 1 or not whole or total is null then 'missing'
    when least_share < 1 then 'modelled' else 'measured' end as status
from every_level
