-- One row for each period with referrals: the share that were not appropriate, and how far it may move by chance.
select p.period, p.referrals, p.inappropriate, v.value, v.centre, v.lower95_0cl, v.upper95_0cl, v.lower99_8cl,
  v.upper99_8cl, v.signal, p.status
from referral_protected as p
join referral_value as v on v.period = p.period
where p.of_period = 1
