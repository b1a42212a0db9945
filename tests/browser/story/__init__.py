"""The steps of the story, each as a person does it: by keyboard, with what a screen reader would stumble on."""
