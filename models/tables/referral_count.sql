-- One row for each period: referrals, and those that were not appropriate; and, of the newest year with services of the list,
-- one for each kind of referrer and level, and for what they add up to by referrer, level and service. What a row is not about
-- is null. Kinds that differ in capitals only are one. Before disclosure control.
with given as (
  select r.period, r.outcome, r.n, lower(trim(coalesce(r.referrer, 'not said'))) as kind,
    trim(coalesce(r.referrer, 'not said')) as referrer, coalesce(s.level, 'not_said') as level,
    coalesce(r.service_id, 'not_said') as service_id,
    -- A quarter or month is of the year it names; what is written otherwise stands alone.
    case when regexp_full_match(r.period, '[0-9]{4}(/[0-9]{2,4})?,? ?[Qq][1-4]|[Qq][1-4],? [0-9]{4}|[0-9]{4}-(0[1-9]|1[0-2])')
      then regexp_extract(r.period, '[0-9]{4}(/[0-9]{2,4})?') else r.period end as year
  from local_referrals as r
  left join local_services as s on s.service_id = r.service_id
),
newest as (
  select max(year) as year from given where level <> 'not_said'
),
placed as (
  select g.year, min(g.referrer) over (partition by g.kind) as referrer, g.level, g.service_id, g.n
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
  sum(n) as referrals, sum(case when outcome = 'inappropriate' then n else 0 end) as inappropriate, 1 as of_period,
  case when period = (select year from newest) then 1 else 0 end as of_flow
from given
group by period
union all
select year, null, null, null, sum(n), null, 0, 1 from placed
where year not in (select period from given)
group by year
union all
select year, referrer, level, null, n, null, 0, 1 from ways
union all
select year, referrer, null, null, sum(n), null, 0, 1 from ways group by year, referrer
union all
select year, null, level, null, sum(n), null, 0, 1 from ways group by year, level
union all
select year, null, level, service_id, sum(n), null, 0, 1 from placed group by year, level, service_id
