"""The label Ville Internet: campaigns, dossiers, palmarès."""
