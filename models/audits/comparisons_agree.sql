-- A comparison with the country that is not the one the figure itself carries.
select c.area_level, c.area, c.indicator, c.outcome95, m.comparison
from mart_comparison as c
join mart_indicator as m on m.area_level = c.area_level and m.area = c.area and m.indicator = c.indicator
where c.benchmark = 'country' and c.outcome95 <> m.comparison
