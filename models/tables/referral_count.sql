-- One row for each period: referrals, and those that were not appropriate. Before disclosure control.
select period, sum(n) as referrals, sum(case when outcome = 'inappropriate' then n else 0 end) as inappropriate
from local_referrals
group by period
