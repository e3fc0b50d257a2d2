-- One row for each authority assessed, each group it is compared with (its region, its neighbours), and each authority of
-- that group. A region includes the authority itself; neighbours do not. Where the region of some authority of the country
-- is not known, no region is known to be whole.
with authority as (
  select distinct c.authority from authority_code as c
),
own as (
  select a.area as authority, a.name from assessed as a where a.area_level = 'authority'
),
region as (
  select w.authority, w.area as region, w.name
  from authority_within as w
  cross join setting as s
  where w.level = 'region' and s.compare_region
    and not exists (
      select 1 from authority as k
      where k.authority not in (select i.authority from authority_within as i where i.level = 'region')
    )
)
select 'region' as benchmark, o.authority, r.region as benchmark_area, r.name as benchmark_name, m.authority as member
from own as o
join region as r on r.authority = o.authority
join region as m on m.region = r.region
union all
select 'neighbours', o.authority, cast(null as varchar), o.name || '’s neighbours', n.area
from own as o
cross join (select distinct area from neighbour) as n
join authority as k on k.authority = n.area
where n.area <> o.authority
