"""The jury behind closed doors, each step as a person does it: by keyboard, on a phone and on a desk."""
