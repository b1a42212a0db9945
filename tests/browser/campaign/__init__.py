"""The acts of a campaign of the label, each as the person does it."""
