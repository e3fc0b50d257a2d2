-- One row for each area that figures are made for: the wards assessed, the council's own zones, their
-- authorities, the country.
-- has_parts is false for a small ward that no smaller area was fitted to: nothing can be estimated for it.
with part as (
  select distinct ward from share where method <> 'own'
)
select 1 as place, 'ward' as area_level, w.ward as area, w.name, w.authority, w.authority_name, p.ward is not null as has_parts
from ward as w
left join part as p on p.ward = w.ward
where w.in_area
union all
select 2, 'zone', z.zone, z.name, z.authority, z.authority_name, true
from zone as z
union all
select distinct 3, 'authority', w.authority, w.authority_name, w.authority, w.authority_name, true
from ward as w
where w.in_area
union all
select 4, 'country', s.country, s.country_name, s.country, s.country_name, true
from setting as s
