-- One row for each ward of the assessment's vintage, in the area assessed or elsewhere.
select a.area as ward, a.name, a.authority, a.authority_name,
  exists (
    select 1 from assessed_area as c
    where c.area = a.authority
      or (c.area = s.country and substr(a.area, 1, 1) = substr(s.country, 1, 1))
  ) as in_area
from area as a
join setting as s on s.ward_type = a.area_type
