-- One row for each area and indicator that has figures of several periods: whether they rise or fall, or why it cannot be said.
select t.indicator, i.title, i.domain, i.position, i.unit, i.direction, t.area_level, t.area, a.name as area_name, t.trend, t.judgement,
  t.points, t.first_year, t.last_year, t.chi_square, t.slope, t.reason
from trend_value as t
join indicator as i on i.indicator = t.indicator
join assessed as a on a.area_level = t.area_level and a.area = t.area
