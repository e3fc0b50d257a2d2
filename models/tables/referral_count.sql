-- One row for each period: referrals, and those that were not appropriate; and, of the newest year with services of the list,
-- one for each kind of referrer and level, and for what they add up to by referrer, level and service. What a row is not about
-- is null. Kinds that differ in capitals only are one. Where several authorities are assessed, also those that were suitable:
-- by level, service, programme (services of one name) and authority. Before disclosure control.
with several as (
  select count(*) > 1 as are from assessed where area_level = 'authority'
),
home as (
  select s.area, max_by(w.authority, s.share) as authority
  from share as s
  join ward as w on w.ward = s.ward
  where w.in_area
  group by s.area
  union
  select area, area from assessed where area_level = 'authority'
),
given as (
  select r.period, r.outcome, r.n, case when v.are and r.outcome <> 'inappropriate' then r.n when v.are then 0 end as suitable,
    coalesce(s.name, 'not_said') as programme, coalesce(h.authority, 'not_said') as authority, lower(trim(coalesce(r.referrer, 'not said'))) as kind,
    trim(coalesce(r.referrer, 'not said')) as referrer, coalesce(s.level, 'not_said') as level,
    coalesce(r.service_id, 'not_said') as service_id,
    -- A quarter or month is of the year it names; what is written otherwise stands alone.
    case when regexp_full_match(r.period, '[0-9]{4}(/[0-9]{2,4})?,? ?[Qq][1-4]|[Qq][1-4],? [0-9]{4}|[0-9]{4}-(0[1-9]|1[0-2])')
      then regexp_extract(r.period, '[0-9]{4}(/[0-9]{2,4})?') else r.period end as year
  from local_referrals as r
  left join local_services as s on s.service_id = r.service_id
  left join home as h on h.area = r.area
  cross join several as v
),
newest as (
  select max(year) as year from given where level <> 'not_said'
),
placed as (
  select g.year, min(g.referrer) over (partition by g.kind) as referrer, g.level, g.service_id, g.programme, g.authority, g.n,
    g.suitable
  from given as g
  join newest as w on w.year = g.year
  -- Where the year is given as a whole, its parts would count twice.
  where g.period = g.year or not exists (select 1 from given as o where o.period = w.year)
),
ways as (
  select f.year, f.referrer, l.level, coalesce(sum(p.n), 0) as n
  from (select distinct year, referrer from placed) as f
  cross join (select distinct level from placed) as l
  left join placed as p on p.referrer = f.referrer and p.level = l.level
  group by f.year, f.referrer, l.level
)
select period, cast(null as varchar) as referrer, cast(null as varchar) as level, cast(null as varchar) as service_id,
  cast(null as varchar) as programme, cast(null as varchar) as authority, sum(n) as referrals,
  sum(case when outcome = 'inappropriate' then n else 0 end) as inappropriate, sum(suitable) as suitable, 1 as of_period,
  case when period = (select year from newest) then 1 else 0 end as of_flow
from given
group by period
union all
select year, null, null, null, null, null, sum(n), null, sum(suitable), 0, 1 from placed
where year not in (select period from given)
group by year
union all
select year, referrer, level, null, null, null, n, null, null, 0, 1 from ways
union all
select year, referrer, null, null, null, null, sum(n), null, null, 0, 1 from ways group by year, referrer
union all
select year, null, level, null, null, null, sum(n), null, sum(suitable), 0, 1 from placed group by year, level
union all
select year, null, level, service_id, null, null, sum(n), null, sum(suitable), 0, 1 from placed group by year, level, service_id
union all
select year, null, level, service_id, programme, null, null, null, sum(suitable), 0, 0
from placed cross join several where are group by year, level, service_id, programme
union all
select year, null, level, null, programme, null, null, null, sum(suitable), 0, 0
from placed cross join several where are group by year, level, programme
union all
select year, null, level, null, null, authority, null, null, sum(suitable), 0, 0
from placed cross join several where are group by year, level, authority
union all
select year, null, level, null, programme, authority, null, null, sum(suitable), 0, 0
from placed cross join several where are group by year, level, programme, authority
