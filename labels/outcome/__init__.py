"""What a candidate is told once the palmarès is public: the decision, the reasoned opinion, what takes it further."""
