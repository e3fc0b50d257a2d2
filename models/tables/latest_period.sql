-- One row for each measure: the newest period it has figures for, by the last year it names and then by its text.
select source, measure,
  max_by(period, regexp_extract(period, '.*([12][0-9][0-9][0-9])', 1) || ' ' || period) as period
from observation
group by source, measure
