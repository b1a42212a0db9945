"""The jury: who sits in it, what links its members have, who reads which dossier."""
