-- One row for each area that figures are made for and another that it lies in: wards in their authority, authorities in the country.
select a.area_level, a.area, 'authority' as in_level, a.authority as in_area
from assessed as a
where a.area_level = 'ward'
union all
select a.area_level, a.area, 'country', s.country
from assessed as a
cross join setting as s
where a.area_level = 'authority'
