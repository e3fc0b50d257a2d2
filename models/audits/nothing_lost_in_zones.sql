-- A count that zones do not share out as they say: what they hold, what is in none and what is in several must be the wards'.
-- Shares of population make fractions, which are kept to a millionth a zone; whole counts must agree exactly.
select source, measure, period, residual
from zone_reconciliation
where abs(residual) > case when in_zones = round(in_zones) and in_no_zone = round(in_no_zone) then 0 else 0.01 end
