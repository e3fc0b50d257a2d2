-- One row for each part of an area that lies in a ward: the share of the area's people there.
with method as (
  select l.from_type, max(case when l.method = s.rebase then l.method end) as wanted, min(l.method) as otherwise
  from lookup as l
  join setting as s on s.ward_type = l.to_type
  group by l.from_type
)
select l.from_type, l.from_area as area, l.to_area as ward, l.share, l.method
from lookup as l
join setting as s on s.ward_type = l.to_type
join method as m on m.from_type = l.from_type and l.method = coalesce(m.wanted, m.otherwise)
union all
-- A ward's own figure stays with it.
select s.ward_type, w.ward, w.ward, cast(1 as decimal(7, 6)), 'own'
from ward as w
cross join setting as s
