-- A count that does not add up: what its wards hold and what is unallocated must be the source's total.
-- Shares of population make fractions, which are kept to a millionth a ward; whole counts must agree exactly.
select source, measure, period, residual
from reconciliation
where abs(residual) > case when unallocated + wards_in_area = round(unallocated + wards_in_area) then 0 else 0.01 end
