-- One row for each source whose bytes were used. Hash and length of a council's own file stay out: whoever has them can
-- try counts until one fits.
select source, title, publisher, licence, page, geography, release, period, published, url,
  case when own then null else sha256 end as sha256, case when own then null else bytes end as bytes, retrieved, caveats
from source_used
