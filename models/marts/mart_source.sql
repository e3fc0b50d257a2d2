-- One row for each source whose bytes were used.
select source, title, publisher, licence, page, geography, release, period, published, url, sha256, bytes, retrieved, caveats
from source_used
