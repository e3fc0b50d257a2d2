-- A value outside its own limits.
select indicator, area_level, area, value, lower95_0cl, upper95_0cl
from mart_indicator
where value < lower95_0cl - 1e-9 or value > upper95_0cl + 1e-9
  or lower99_8cl > lower95_0cl + 1e-9 or upper99_8cl < upper95_0cl - 1e-9
