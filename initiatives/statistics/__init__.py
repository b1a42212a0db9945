"""« Statistiques » of a collectivité: how often its pages are read, by whom its ideas are taken up, who asks."""
