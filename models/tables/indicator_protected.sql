-- One row for each indicator and assessed area: its figure of the newest period, after disclosure control, numbered.
select row_number() over (order by i.position, a.place, a.area) as figure, s.indicator, s.area_level, s.area, s.period,
  s.rule, s.status, s.numerator, s.denominator
from indicator_series as s
join indicator as i on i.indicator = s.indicator
join assessed as a on a.area_level = s.area_level and a.area = s.area
where s.latest
