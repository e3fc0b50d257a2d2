-- One row for each authority of the assessment's year and each kind of larger area: the one it lies in. A lookup of another
-- year is met by the codes the authority had then, or has had since.
with known as (
  select authority, code from authority_code
  union
  select c.authority, s.becomes
  from authority_code as c
  join succession as s on s.code = c.authority
)
select k.authority, regexp_replace(l.to_type, '[0-9]+$', '') as level, min(l.to_area) as area, min(l.to_name) as name
from known as k
join container as l on l.from_area = k.code
group by k.authority, regexp_replace(l.to_type, '[0-9]+$', '')
having count(distinct l.to_area) = 1
