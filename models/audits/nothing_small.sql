-- A small count of a council's own files that has reached a mart.
select m.indicator, m.area_level, m.area
from mart_indicator as m
join indicator as i on i.indicator = m.indicator
cross join setting as s
where i.disclosure = 'own'
  and ((m.numerator > 0 and m.numerator < s.suppress_below) or (m.denominator > 0 and m.denominator < s.suppress_below))
