-- One row for each ward assessed and indicator: its figure beside what is left of it when chance is allowed for.
select m.area as ward, m.area_name as ward_name, m.indicator, m.title, m.position, m.unit, m.numerator, m.value, m.reliability,
  s.smoothed, s.smoothed_local, s.shrunk, s.rank, s.quintile_package, s.quintile_official, s.decile_package, s.decile_official,
  m.status
from small_area as s
join indicator_protected as p on p.figure = s.figure
join mart_indicator as m on m.area_level = 'ward' and m.area = p.area and m.indicator = p.indicator
